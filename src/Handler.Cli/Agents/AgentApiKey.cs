using System.CommandLine;
using System.Security.Cryptography;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Server;

namespace Handler.Cli.Agents;

/// <summary>The key that the agent's callers need.</summary>
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

    private static AgentApiKey Checked(string key, string option) => key.Length >= ApiKeyOptions.MinKeyLength
        ? new(key, IsMadeUp: false)
        : throw CommandFailedException.Usage(
            $"{option}: the key has {key.Length} characters; give it {ApiKeyOptions.MinKeyLength} or more, or give --auth alone, which makes a good one.");
}
