using System.CommandLine;

namespace Handler.Cli.Options;

/// <summary>Makes options that take a secret, or where one is: <c>ps</c> shows a command line to everybody.</summary>
internal static class SecretOption
{
    /// <summary>What help calls the value.</summary>
    public const string Value = "SECRET";

    public static Option<string?> Create(string name, string description) => new(name)
    {
        Description = $"{description} (or @FILE, env:NAME, - for standard input)",
        HelpName = Value,
    };
}
