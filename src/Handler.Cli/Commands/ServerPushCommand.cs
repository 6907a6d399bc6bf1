using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Cli.Webhooks;

namespace Handler.Cli.Commands;

/// <summary><c>handler server push</c>: a webhook that keeps and shows what arrives.</summary>
internal static class ServerPushCommand
{
    private const int DefaultPort = 9000;

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "push", "Run a webhook server that shows what agents post to it", "handler server push --port 9000")
        {
            Shape = OutputShape.Endless,
        };
        var bind = BindOptions.AddTo(command, DefaultPort);
        var token = SecretOption.Create("--token", "Refuse deliveries that do not carry this notification token");
        var adminToken = SecretOption.Create(
            "--admin-token",
            "Who lists or clears notifications must send it as Authorization: Bearer; made up when --host is not loopback");
        command.Add(token);
        command.Add(adminToken);
        command.SetAction(async (parsed, _) =>
        {
            using var screen = Screen.Of(parsed, terminal);
            var settings = new PushServerSettings
            {
                Address = bind.Read(parsed),
                Token = SecretSource.Read(parsed, token, terminal),
                AdminToken = SecretSource.Read(parsed, adminToken, terminal),
            };
            return await PushServer.RunAsync(settings, screen);
        });
        return command;
    }
}
