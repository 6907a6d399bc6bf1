using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handler.TestKit;

/// <summary>
/// A scripted webhook behind a real server on 127.0.0.1: <c>await using var hook = TestWebhook.Start(); hook.Answer(503, times: 5);</c>
/// </summary>
public sealed class TestWebhook : ScriptedWebhook, IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly WebApplication _app;

    private TestWebhook(TimeProvider clock, int port, X509Certificate2? certificate)
        : base(clock)
    {
        _clock = clock;
        _app = Build(port, certificate);
        _app.Run(HandleAsync);
        _app.Start();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Url = new Uri(new Uri(addresses.First()), "/webhook");
    }

    /// <summary>Where it is: scheme, address, port, and the path <c>/webhook</c> (it answers on every path).</summary>
    public Uri Url { get; }

    /// <summary>Starts one.</summary>
    /// <param name="clock">What its delays go by; the system's clock when left out.</param>
    /// <param name="port">0: any that is free.</param>
    /// <param name="certificate">Set: it speaks https with this certificate.</param>
    public static TestWebhook Start(TimeProvider? clock = null, int port = 0, X509Certificate2? certificate = null) =>
        new(clock ?? TimeProvider.System, port, certificate);

    /// <summary>Stops; what is in flight breaks.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(int port, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        return builder.Build();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var answer = Enter(context.Request.Method, target, headers, body.ToArray());
        try
        {
            await AnswerAsync(context, answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The sender has gone; there is nobody to answer.
        }
        finally
        {
            Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context, WebhookAnswer answer)
    {
        if (answer.Delay != TimeSpan.Zero)
        {
            await Task.Delay(answer.Delay, _clock, context.RequestAborted);
        }

        if (answer.Breaks)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (!answer.Body.IsEmpty)
        {
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
