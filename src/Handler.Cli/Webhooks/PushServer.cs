using System.Security.Cryptography;
using Handler.Cli.Hosting;
using Handler.Cli.Output;
using Handler.Receiver;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Cli.Webhooks;

/// <summary>The webhook server of the command line.</summary>
internal static class PushServer
{
    private const int MadeUpTokenLength = 32;

    public static Task<int> RunAsync(PushServerSettings settings, Screen screen)
    {
        var isMadeUp = settings.AdminToken is null && !settings.Address.IsLoopback;
        var complete = isMadeUp
            ? settings with { AdminToken = RandomNumberGenerator.GetHexString(MadeUpTokenLength, lowercase: true) }
            : settings;
        return ServerHost.RunAsync(
            Build(complete, screen),
            settings.Address,
            screen,
            address => Announce(complete with { Address = address }, isMadeUp, screen));
    }

    /// <summary>Among lines of JSON the start is said beside them. A token that was made up is told in any case: nobody could use it else.</summary>
    private static void Announce(PushServerSettings settings, bool isMadeUp, Screen screen)
    {
        var text = PushServerText.Start(settings, isMadeUp, screen.Terminal.MachineName);
        if (!screen.IsQuiet)
        {
            (screen.IsText ? screen.Out : screen.Error).Write(text);
        }
        else if (isMadeUp)
        {
            screen.Say(PushServerText.AdminToken(settings));
        }
    }

    /// <summary>The server, not started.</summary>
    internal static WebApplication Build(PushServerSettings settings, Screen screen)
    {
        var builder = ServerHost.CreateBuilder(settings.Address, screen);
        builder.Services.AddSingleton<IReceiptObserver>(new PushConsole(screen));
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
