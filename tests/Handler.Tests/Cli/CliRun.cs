using Handler.Cli;

namespace Handler.Tests.Cli;

/// <summary>The program with a terminal, an environment and agents of the test's making.</summary>
internal sealed class CliRun
{
    private CliRun(int exitCode, string output, string error) => (ExitCode, Out, Error) = (exitCode, output, error);

    public int ExitCode { get; }

    public string Out { get; }

    public string Error { get; }

    /// <summary>Runs one command line, given word by word.</summary>
    public static Task<CliRun> Of(params string[] args) => Of((HttpMessageHandler?)null, args);

    /// <summary>Runs one command line whose agents are called through <paramref name="network"/>.</summary>
    public static async Task<CliRun> Of(HttpMessageHandler? network, params string[] args)
    {
        using var interruption = new Interruption();
        return await Of(new CliTerminal(interruption) { Network = network }, args);
    }

    public static async Task<CliRun> Of(CliTerminal terminal, params string[] args)
    {
        var exitCode = await CommandLine.RunAsync(args, terminal.Build());
        return new CliRun(exitCode, terminal.Out.ToString(), terminal.Error.ToString());
    }

    /// <summary>The value behind a label.</summary>
    public string Value(string label) =>
        Out.Split('\n').Where(line => line.StartsWith(label + ": ", StringComparison.Ordinal)).ShouldHaveSingleItem()[(label.Length + 2)..];
}
