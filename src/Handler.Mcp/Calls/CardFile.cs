namespace Handler.Mcp.Calls;

/// <summary>Reads an agent card from this machine.</summary>
internal static class CardFile
{
    /// <summary>As long as an answer of an agent may be; real cards have a few thousand bytes.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ToolException">It is not there, cannot be read, or is no card by its size.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancel)
    {
        if (Directory.Exists(path))
        {
            throw new ToolException($"'{path}' is a directory. Give the card's file, such as {Path.Join(path, "agent-card.json")}.");
        }

        try
        {
            await using var stream = File.OpenRead(path);

            // A pipe may be this server's own input, which is the client's to write.
            if (!stream.CanSeek || stream.Length > MostBytes)
            {
                throw new ToolException($"'{path}' is no agent card: it is no plain file of at most {MostBytes / 1024 / 1024} MiB.");
            }

            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancel);
            return content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException($"The file '{path}' cannot be read: {error.Message} For an agent's URL leave from_file out.");
        }
    }
}
