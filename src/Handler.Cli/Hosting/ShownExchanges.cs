using Handler.Cli.Output;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Handler.Cli.Hosting;

/// <summary>Says each exchange of a server on standard error: method, path, status and time, and nothing that may be secret.</summary>
internal sealed class ShownExchanges(Screen screen) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(ShowAsync);
        next(app);
    };

    private async Task ShowAsync(HttpContext context, RequestDelegate next)
    {
        var clock = screen.Terminal.Clock;
        var began = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var outcome = context.RequestAborted.IsCancellationRequested ? "the caller went away" : $"{context.Response.StatusCode}";
            screen.Say(ExchangeLog.Line($"{context.Request.Method} {context.Request.Path}", outcome, clock.GetElapsedTime(began)));
        }
    }
}
