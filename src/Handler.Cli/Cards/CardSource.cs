using Handler.Cli.Failures;
using Handler.Client;

namespace Handler.Cli.Cards;

/// <summary>Where a card is read from: a URL, a file, or standard input.</summary>
internal static class CardSource
{
    private const string StandardInput = "-";

    /// <summary>As long as an answer of an agent may be; real cards have a few thousand bytes.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>What begins as a URL does is one; everything else names a file.</summary>
    public static bool IsUrl(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes of a card, and the name of where they came from.</summary>
    /// <exception cref="A2AClientException">Nothing answers, or nothing with a card.</exception>
    /// <exception cref="CommandFailedException">The file is not there, cannot be read, or is no card by its size.</exception>
    public static async Task<(ReadOnlyMemory<byte> Utf8, string Name)> ReadAsync(
        string source, Func<A2AClientOptions> options, Terminal terminal, CancellationToken cancel)
    {
        if (IsUrl(source))
        {
            using var resolver = new AgentCardResolver(options());
            var found = await resolver.FetchAsync(source, cancel);
            return (found.Utf8, found.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        }

        var isInput = source == StandardInput;
        var name = isInput ? "standard input" : source;
        await using var stream = isInput ? terminal.OpenInput() : Open(source);
        return (await ReadAsync(stream, name, cancel), name);
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw CommandFailedException.Usage($"'{path}' is a directory. Give the card's file, such as {Path.Join(path, "agent-card.json")}.");
        }

        try
        {
            return File.OpenRead(path);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailedException.Usage($"There is no file '{path}'. {Advice(path)}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandFailedException.Usage($"The file '{path}' cannot be read: {error.Message}");
        }
    }

    private static string Advice(string path) => path.Contains("://", StringComparison.Ordinal)
        ? "A URL begins with http:// or https://."
        : Uri.TryCreate($"http://{path}", UriKind.Absolute, out var url) && (path.Contains(':', StringComparison.Ordinal) || url.IsLoopback)
            ? $"For an agent's card write http://{path}"
            : "Give a file that is there, a URL, or - for standard input.";

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, string name, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancel)) > 0)
        {
            read.Write(chunk, 0, count);
            if (read.Length > MostBytes)
            {
                throw CommandFailedException.Refused($"What '{name}' holds is no agent card: it is longer than {MostBytes / 1024 / 1024} MiB.");
            }
        }

        return read.ToArray();
    }
}
