using System.Security.Cryptography;
using Handler.Cli.Hosting;
using Handler.Receiver;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Cli.Webhooks;

/// <summary>The webhook server of the command line.</summary>
internal static class PushServer
{
    private const int MadeUpTokenLength = 32;

    public static Task<int> RunAsync(PushServerSettings settings, Terminal terminal)
    {
        var isMadeUp = settings.AdminToken is null && !settings.Address.IsLoopback;
        var complete = isMadeUp
            ? settings with { AdminToken = RandomNumberGenerator.GetHexString(MadeUpTokenLength, lowercase: true) }
            : settings;
        return ServerHost.RunAsync(
            Build(complete, terminal),
            settings.Address,
            terminal,
            address => terminal.Out.Write(PushServerText.Start(complete with { Address = address }, isMadeUp)));
    }

    /// <summary>The server, not started.</summary>
    internal static WebApplication Build(PushServerSettings settings, Terminal terminal)
    {
        var builder = ServerHost.CreateBuilder(settings.Address, terminal);
        builder.Services.AddSingleton<IReceiptObserver>(new PushConsole(terminal.Out, terminal.Error));
        builder.Services.AddPushReceiver(receiver => Configure(receiver, settings));
        var app = builder.Build();
        app.MapPushReceiver("/webhook");
        app.MapInbox("/notifications");
        return app;
    }

    private static void Configure(PushReceiverOptions receiver, PushServerSettings settings)
    {
        if (settings.Token is { } token)
        {
            receiver.Accept.Token(token);
        }

        if (settings.AdminToken is { } admin)
        {
            receiver.InboxAccess.Token(admin);
        }

        // Who sets an admin token wants it asked for here too.
        receiver.InboxAccess.AllowLoopback = settings.AdminToken is null;
    }
}
