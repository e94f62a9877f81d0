using RedKube.ServiceDefaults;
using RedKube.Tiler;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddTiler();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
