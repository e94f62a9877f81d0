global using GdalApi = OSGeo.GDAL.Gdal;
