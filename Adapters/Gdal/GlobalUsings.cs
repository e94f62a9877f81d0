// RedKube.Adapters.Gdal hides the class OSGeo.GDAL.Gdal from code below RedKube.Adapters.
global using GdalApi = OSGeo.GDAL.Gdal;
