using Handler.Cli.Output;

namespace Handler.Cli.Options;

/// <summary>What agents are called through.</summary>
internal static class AgentNetwork
{
    /// <summary>A client where exchanges are to be shown or the terminal has a network of its own; null = the usual one.</summary>
    public static HttpClient? ClientOf(Screen screen)
    {
        if (screen.Terminal.Network is null && !screen.IsVerbose)
        {
            return null;
        }

        // A redirect would carry credentials to an address that nobody named.
        var network = screen.Terminal.Network ?? new SocketsHttpHandler { AllowAutoRedirect = false };
        return new HttpClient(screen.IsVerbose ? new ExchangeLog(network, screen) : network, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
