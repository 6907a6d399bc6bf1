using System.Net.Sockets;
using Handler.Receiver;
using Handler.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.Cli.Demo;

/// <summary>The receiver of the demo, in this process: keeps what comes, acknowledges repeats, and counts them.</summary>
internal sealed class DemoWebhook : IReceiptObserver, IAsyncDisposable
{
    private const int UsualPort = 9293;
    private const string Path = "/webhook";

    private readonly WebApplication _app;
    private int _repeats;

    private DemoWebhook(string token, bool drops, int port)
    {
        Token = token;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton<IReceiptObserver>(this);
        builder.Services.AddPushReceiver(receiver => receiver.Accept.Token(token));
        _app = builder.Build();
        Map(drops);
    }

    /// <summary>What each push must carry.</summary>
    public string Token { get; }

    /// <summary>Where agents post to.</summary>
    public string Url { get; private set; } = "";

    /// <summary>How many pushes came again under an id that was known.</summary>
    public int Repeats => Volatile.Read(ref _repeats);

    /// <summary>What was received.</summary>
    public IInbox Inbox => _app.Services.GetRequiredService<IInbox>();

    /// <summary>Starts on the port that the seed uses if it is free, else on any. One that drops answers 200 to everything and keeps nothing.</summary>
    public static async Task<DemoWebhook> StartAsync(string token, bool drops, CancellationToken cancel)
    {
        try
        {
            return await StartAsync(token, drops, UsualPort, cancel);
        }
        catch (IOException inUse) when (inUse.InnerException is SocketException or { InnerException: SocketException })
        {
            return await StartAsync(token, drops, 0, cancel);
        }
    }

    void IReceiptObserver.OnReceipt(Receipt receipt)
    {
        if (receipt.Outcome == ReceiptOutcome.Repeated)
        {
            Interlocked.Increment(ref _repeats);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private void Map(bool drops)
    {
        if (drops)
        {
            _app.MapPost(Path, static _ => Task.CompletedTask);
        }
        else
        {
            _app.MapPushReceiver(Path);
        }
    }

    private static async Task<DemoWebhook> StartAsync(string token, bool drops, int port, CancellationToken cancel)
    {
        var webhook = new DemoWebhook(token, drops, port);
        try
        {
            await webhook._app.StartAsync(cancel);
        }
        catch
        {
            await webhook._app.DisposeAsync();
            throw;
        }

        var addresses = webhook._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        webhook.Url = addresses.First() + Path;
        return webhook;
    }
}
