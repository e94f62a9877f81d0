using RedKube.ServiceDefaults;
using RedKube.Dashboard;

var builder = WebApplication.CreateBuilder(args);
builder.AddRedKubeService();
builder.AddDashboard();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapDashboard();
await app.RunAsync();
