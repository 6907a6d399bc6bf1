using System.CommandLine;
using System.Net;

namespace Handler.Cli.Options;

/// <summary>Where a server listens.</summary>
internal sealed class BindOptions
{
    private readonly Option<string> _host = new("--host")
    {
        Description = "The address to listen on: an IP address, or localhost",
        HelpName = "HOST",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<int> _port;

    private BindOptions(int port) => _port = new("--port")
    {
        Description = "The port to listen on; 0 takes a free one",
        HelpName = "PORT",
        DefaultValueFactory = _ => port,
        CustomParser = result => NumberOption.Read(
            result, "--port", IPEndPoint.MinPort, IPEndPoint.MaxPort, $"is no port; give one from 1 to {IPEndPoint.MaxPort}, or 0 for a free one.") ?? 0,
    };

    public static BindOptions AddTo(Command command, int port)
    {
        var options = new BindOptions(port);
        command.Add(options._host);
        command.Add(options._port);
        command.Validators.Add(result =>
        {
            if (result.GetValue(options._host) is { } host && !BindAddress.TryRead(host, 0, out _))
            {
                result.AddError($"--host: '{host}' is no IP address; give one of this machine's, 0.0.0.0 for all of them, or localhost.");
            }
        });
        return options;
    }

    public BindAddress Read(ParseResult parsed) =>
        BindAddress.TryRead(parsed.GetRequiredValue(_host), parsed.GetValue(_port), out var address)
            ? address
            : throw new InvalidOperationException("The host was checked by the parser.");
}
