using System.CommandLine;
using Handler.Cli.Operations;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler delivery show</c>: one delivery with its attempts, its headers and its body.</summary>
internal static class DeliveryShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "show",
            "Print one delivery: where it stands, its attempts, its headers (secrets masked) and its body",
            "handler delivery show msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17 --url http://localhost:8000 --token \"$TOKEN\"");
        var id = DeliveryIdArgument.AddTo(command);
        var options = OperatorOptions.AddWithoutArgumentTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var screen = Screen.Of(parsed, terminal);
            using var operations = options.Connect(parsed, screen);
            var delivery = await operations.GetAsync($"deliveries/{Uri.EscapeDataString(parsed.GetValue(id)!)}", [], cancel);
            screen.Print(delivery, output => DeliveryPage.Write(output, delivery, screen));
            return ExitCode.Done;
        });
        return command;
    }
}
