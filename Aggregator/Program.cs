using RedKube.ServiceDefaults;
using RedKube.Aggregator;

var builder = WebApplication.CreateBuilder(args);
builder.AddAggregator(AggregatorOptions.For(builder.AddRedKubeService()));

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
