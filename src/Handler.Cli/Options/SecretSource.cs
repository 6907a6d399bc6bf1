using System.CommandLine;
using Handler.Cli.Failures;
using Handler.Protocol.Webhooks;

namespace Handler.Cli.Options;

/// <summary>Fetches a secret from where the command line says that it is. No message repeats it.</summary>
internal static class SecretSource
{
    /// <summary>The value that stands for standard input.</summary>
    public const string StandardInput = "-";

    private const string Environment = "env:";

    /// <summary>The secret; null when the option was not given.</summary>
    /// <exception cref="CommandFailedException">It is not there, is empty, or cannot be sent in a header.</exception>
    public static string? Read(ParseResult parsed, Option<string?> option, Terminal terminal) =>
        parsed.GetValue(option) is { } given ? Checked(Fetch(given, option.Name, terminal), given, option.Name) : null;

    /// <summary>It says where the secret is, and is none itself.</summary>
    public static bool IsReference(string given) =>
        given is "-" or ['@', ..] || given.StartsWith(Environment, StringComparison.Ordinal);

    private static string Fetch(string given, string option, Terminal terminal) => given switch
    {
        StandardInput => WithoutLineEnd(terminal.In.ReadToEnd()),
        ['@', .. var path] => ReadFile(path, option),
        _ when given.StartsWith(Environment, StringComparison.Ordinal) => Variable(given[Environment.Length..], option, terminal),
        _ => given,
    };

    private static string Variable(string name, string option, Terminal terminal) => name.Length == 0
        ? throw CommandFailedException.Usage($"{option}: env: needs the name of a variable, such as env:HANDLER_TOKEN.")
        : terminal.Variable(name) ?? throw CommandFailedException.Usage(
            $"{option}: there is no environment variable '{name}'. Set it, or give the secret in a file as @FILE.");

    private static string ReadFile(string path, string option)
    {
        if (Directory.Exists(path))
        {
            throw CommandFailedException.Usage($"{option}: '{path}' is a directory. Behind @ stands the name of a file that holds the secret.");
        }

        try
        {
            return WithoutLineEnd(File.ReadAllText(path));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailedException.Usage($"{option}: there is no file '{path}'. Behind @ stands the name of a file that holds the secret.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandFailedException.Usage($"{option}: the file '{path}' cannot be read: {error.Message}");
        }
    }

    private static string Checked(string secret, string given, string option)
    {
        if (secret.Length == 0)
        {
            throw CommandFailedException.Usage($"{option}: {NameOf(given)} is empty. Put the secret there, or leave the option out if none is needed.");
        }

        return HeaderValue.FaultOf(secret) is { } fault ? throw CommandFailedException.Usage($"{option}: the secret {fault}.") : secret;
    }

    private static string NameOf(string given) => given switch
    {
        StandardInput => "standard input",
        ['@', .. var path] => $"the file '{path}'",
        _ when IsReference(given) => $"the environment variable '{given[Environment.Length..]}'",
        _ => "the secret",
    };

    private static string WithoutLineEnd(string text) => text.TrimEnd('\r', '\n');
}
