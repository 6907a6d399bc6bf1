using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// What `bench startup` measures `handler server agent` against: a web server with one route, as small as ASP.NET Core is made by its slim builder.
// The route is a plain delegate: one whose parameters are bound by reflection would cost twice as much, and make the other side look good.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
await using var app = builder.Build();
app.MapGet("/", context => context.Response.WriteAsync("hello"));
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await app.WaitForShutdownAsync();
