using RedKube.ServiceDefaults;
using RedKube.Worker;

var builder = WebApplication.CreateBuilder(args);
builder.AddWorker(WorkerOptions.For(builder.AddRedKubeService()));

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
