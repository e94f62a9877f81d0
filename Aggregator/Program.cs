using RedKube.ServiceDefaults;
using RedKube.Aggregator;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddAggregator();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
