using System.Net.Sockets;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Handler.Cli.Hosting;

/// <summary>The life of a server of the command line: it listens, says so, and ends in order when it is asked to.</summary>
internal static class ServerHost
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A host with nothing but Kestrel, routing and the terminal's log. It reads no configuration: a file or variable that is about another
    /// program must not change where this one listens.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(BindAddress address, Screen screen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address.Ip, address.Port);
        });
        builder.Services.AddRoutingCore();
        if (screen.IsVerbose)
        {
            builder.Services.AddSingleton<IStartupFilter>(new ShownExchanges(screen));
        }

        builder.Services.AddSingleton(screen.Terminal.Clock);
        builder.Services.AddSingleton<IHostLifetime, ForeignLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
        builder.Logging.AddTerminal(screen);
        return builder;
    }

    /// <summary>
    /// Runs the server until the program is asked to end; <paramref name="started"/> is told the real address, its port with it.
    /// </summary>
    /// <returns>0 when it was ended by SIGTERM, 130 by SIGINT, 1 when it stopped by itself.</returns>
    /// <exception cref="CommandFailedException">It cannot listen there.</exception>
    public static async Task<int> RunAsync(WebApplication app, BindAddress address, Screen screen, Action<BindAddress> started)
    {
        var interruption = screen.Terminal.Interruption;
        await using (app)
        {
            screen.Wait($"starting on {address.Authority}");
            await StartAsync(app, address, interruption.Token);
            started(address with { Port = PortOf(app) });
            await app.WaitForShutdownAsync(interruption.Token);
        }

        return !interruption.Token.IsCancellationRequested
            ? throw CommandFailedException.Refused("The server stopped by itself; the lines above say why.")
            : interruption.IsOrderly ? ExitCode.Done : ExitCode.Interrupted;
    }

    private static async Task StartAsync(WebApplication app, BindAddress address, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException inUse) when (inUse.InnerException is AddressInUseException)
        {
            throw CommandFailedException.Refused(
                $"Port {address.Port} on {address.Ip} is in use by another program. " +
                "Stop that one, or take another port with --port (0 takes a free one).",
                inUse);
        }
        catch (SocketException refused)
        {
            throw CommandFailedException.Refused(
                $"Cannot listen on {address.Authority}: {refused.Message}. " +
                "Choose another --host (127.0.0.1 is this machine alone) or another --port.",
                refused);
        }
    }

    private static int PortOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(listening => BindingAddress.Parse(listening).Port).First();
}
