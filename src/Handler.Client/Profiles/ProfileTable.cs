using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Client.Profiles;

/// <summary>One file of saved things, as rows by agent.</summary>
internal sealed class ProfileTable<TRow>(IProfileFiles files, string file, JsonTypeInfo<ProfileDocument<TRow>> contract)
{
    /// <summary>All rows.</summary>
    /// <exception cref="ProfileException">The file cannot be read, or is none of ours.</exception>
    public IReadOnlyDictionary<string, TRow> Read() => Parse(files.Read(file));

    /// <summary>Changes the rows while nobody else does.</summary>
    /// <param name="change">Makes the change; false = there was none to make.</param>
    /// <param name="cancel">Ends the wait for others.</param>
    /// <exception cref="ProfileException">The file could not be changed, and is as it was.</exception>
    public Task ChangeAsync(Func<Dictionary<string, TRow>, bool> change, CancellationToken cancel) => files.ChangeAsync(
        file,
        content =>
        {
            var rows = Parse(content);
            return change(rows)
                ? JsonSerializer.SerializeToUtf8Bytes(new ProfileDocument<TRow>(ProfileDocument<TRow>.Known, rows), contract)
                : null;
        },
        cancel);

    private Dictionary<string, TRow> Parse(byte[]? content)
    {
        var document = content is null ? null : Deserialize(content);
        return document switch
        {
            null => new(StringComparer.Ordinal),
            { Version: > ProfileDocument<TRow>.Known } => throw ProfileException.Newer(files.PathOf(file), document.Version, ProfileDocument<TRow>.Known),
            { Version: < ProfileDocument<TRow>.Known } => throw ProfileException.Damaged(files.PathOf(file), $"it says \"version\": {document.Version}."),
            _ when document.Agents.FirstOrDefault(row => row.Value is null).Key is { } agent =>
                throw ProfileException.Damaged(files.PathOf(file), $"it holds null for '{agent}'."),
            _ => document.Agents,
        };
    }

    private ProfileDocument<TRow> Deserialize(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, contract) ?? throw ProfileException.Damaged(files.PathOf(file), "it holds null.");
        }
        catch (JsonException fault)
        {
            // The parser's own message may repeat what stands there, and that may be a secret.
            var line = fault.LineNumber is { } number ? $" (line {number + 1})" : "";
            throw ProfileException.Damaged(files.PathOf(file), $"it is no JSON that was saved here{line}.", fault);
        }
    }
}
