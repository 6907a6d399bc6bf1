using System.CommandLine;
using System.Reflection;
using System.Text.Json.Nodes;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The version of this program.</summary>
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("version", "Print the version of this program", "handler version");
        command.SetAction(parsed =>
        {
            using var screen = Screen.Of(parsed, terminal);
            screen.Print(new JsonObject { ["version"] = Version }, output => output.WriteLine($"handler {Version}"));
            return ExitCode.Done;
        });
        return command;
    }
}
