using RedKube.ServiceDefaults;
using RedKube.Tiler;

var builder = WebApplication.CreateBuilder(args);
builder.AddTiler(TilerOptions.For(builder.AddRedKubeService()));

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
