using System.Security.Cryptography;

namespace Handler.Server.Transports;

/// <summary>
/// The keys that let callers in, compared as digests of one length: a comparison takes the same time whatever the key is, however much of
/// it is right, and whichever of the keys it is.
/// </summary>
internal sealed class ApiKeyRing(ApiKeyOptions options)
{
    private readonly (string Caller, byte[] Digest)[] _keys = [.. options.Keys];

    /// <summary>The caller whose keys all of these are; null when one is nobody's, or another's.</summary>
    public string? CallerOf(IEnumerable<string> presented)
    {
        string[] callers = [.. presented.Select(key => CallerOf(key) ?? "").Distinct(StringComparer.Ordinal)];
        return callers is [{ Length: > 0 } caller] ? caller : null;
    }

    private string? CallerOf(string key)
    {
        var digest = ApiKeyOptions.DigestOf(key);
        string? found = null;
        foreach (var (caller, known) in _keys)
        {
            // No early end: the time must not tell which of the keys fits.
            found = CryptographicOperations.FixedTimeEquals(known, digest) ? caller : found;
        }

        return found;
    }
}
