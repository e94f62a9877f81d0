using RedKube.ServiceDefaults;
using RedKube.Dashboard;
using RedKube.Dashboard.Models;

if (args is [TrialProcess.Argument])
{
    return await TrialProcess.MainAsync();
}

var builder = WebApplication.CreateBuilder(args);
builder.AddRedKubeService();
builder.AddDashboard();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapDashboard();
await app.RunAsync();
return 0;
