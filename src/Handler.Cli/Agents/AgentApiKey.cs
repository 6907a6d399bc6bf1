using System.CommandLine;
using System.Security.Cryptography;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Server;

namespace Handler.Cli.Agents;

/// <summary>The key that the agent's callers need, or its operators.</summary>
/// <param name="Key">The secret.</param>
/// <param name="IsMadeUp">It was made for this run, so somebody has to be told.</param>
internal sealed record AgentApiKey(string Key, bool IsMadeUp)
{
    private const int MadeUpLength = 32;

    /// <summary>The key that was given, else one that is made when one is asked for; null = none.</summary>
    /// <exception cref="CommandFailedException">It cannot be had, or is too short.</exception>
    public static AgentApiKey? Read(ParseResult parsed, Option<bool> auth, Option<string?> apiKey, Terminal terminal) =>
        SecretSource.Read(parsed, apiKey, terminal) is { } given ? Checked(given, apiKey.Name)
        : parsed.GetValue(auth) ? new(RandomNumberGenerator.GetHexString(MadeUpLength, lowercase: true), IsMadeUp: true)
        : null;

    /// <summary>The token of operators: the one that was given, else that of the environment, else one that is made.</summary>
    /// <exception cref="CommandFailedException">It cannot be had, or is too short.</exception>
    public static AgentApiKey ReadForOperators(ParseResult parsed, Option<string?> option, Terminal terminal) =>
        (SecretSource.Read(parsed, option, terminal) ?? terminal.Variable(OperatorOptions.TokenVariable)) is { Length: > 0 } given
            ? given.Length >= OperationsOptions.MinTokenLength
                ? new(given, IsMadeUp: false)
                : throw CommandFailedException.Usage(
                    $"{option.Name}: the token has {given.Length} characters; give it {OperationsOptions.MinTokenLength} or more, or leave it out, and a good one is made.")
            : new(RandomNumberGenerator.GetHexString(MadeUpLength, lowercase: true), IsMadeUp: true);

    private static AgentApiKey Checked(string key, string option) => key.Length >= ApiKeyOptions.MinKeyLength
        ? new(key, IsMadeUp: false)
        : throw CommandFailedException.Usage(
            $"{option}: the key has {key.Length} characters; give it {ApiKeyOptions.MinKeyLength} or more, or give --auth alone, which makes a good one.");
}
