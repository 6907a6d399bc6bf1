using System.CommandLine;
using System.Globalization;
using Handler.Cli.Operations;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler gate list</c>: the origins that an agent sends to, what waits before each, and which are held.</summary>
internal static class GateListCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "list",
            "Print the gates of an agent as a table: what each owner sends to each origin, what waits, and what is held",
            "handler gate list --url http://localhost:8000 --token \"$TOKEN\" --held");
        var options = OperatorOptions.AddTo(command);
        var held = new Option<bool>("--held") { Description = "Only those that are held now" };
        var origin = new Option<string?>("--origin") { Description = "Only those to this scheme, host and port, such as https://hooks.example", HelpName = "ORIGIN" };
        var owner = new Option<string?>("--owner") { Description = "Only those of this caller of the agent", HelpName = "NAME" };
        var tenant = new Option<string?>("--tenant") { Description = "Only those of this tenant", HelpName = "NAME" };
        var limit = ListLimit.Create("gates");
        command.Add(held);
        command.Add(origin);
        command.Add(owner);
        command.Add(tenant);
        command.Add(limit);
        command.SetAction(async (parsed, cancel) =>
        {
            using var screen = Screen.Of(parsed, terminal);
            using var operations = options.Connect(parsed, screen);
            var found = await operations.GetAsync(
                "gates",
                [
                    ("held", parsed.GetValue(held) ? "true" : null),
                    ("origin", parsed.GetValue(origin)),
                    ("owner", parsed.GetValue(owner)),
                    ("tenant", parsed.GetValue(tenant)),
                    ("limit", parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture)),
                ],
                cancel);
            var gates = found.Objects("gates").ToList();
            screen.PrintOwnList(found, gates, output =>
            {
                if (gates.Count == 0)
                {
                    output.WriteLine("No gates");
                }
                else
                {
                    GateTable.Write(output, gates, screen);
                }
            });
            if (found.Text("nextPageToken") is { Length: > 0 })
            {
                screen.Note($"There are more: narrow the list by --origin or --owner, or give a larger --limit, {ListLimit.Most} at most.");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
