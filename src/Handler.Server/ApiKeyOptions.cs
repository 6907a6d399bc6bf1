using System.Security.Cryptography;
using System.Text;
using Handler.Protocol.Webhooks;

namespace Handler.Server;

/// <summary>The API keys that an agent takes, each with the caller whose key it is. Read once, when the host starts.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>The least characters of a key: what is shorter can be guessed.</summary>
    public const int MinKeyLength = 8;

    private readonly List<(string Caller, byte[] Digest)> _keys = [];

    internal IReadOnlyList<(string Caller, byte[] Digest)> Keys => _keys;

    /// <summary>
    /// Takes a key. Call it again for each further one: for another caller, or, while a key is replaced, for the same caller. Callers see
    /// their own tasks only.
    /// </summary>
    /// <param name="caller">Whose key it is: the owner of the tasks made with it, also when the key is replaced.</param>
    /// <param name="key">The key, a secret: visible ASCII, <see cref="MinKeyLength"/> characters or more. Only its digest is kept.</param>
    /// <exception cref="ArgumentException">The name is empty, or the key is too short, cannot be sent in a header, or is another caller's.</exception>
    public ApiKeyOptions Add(string caller, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(caller);
        ArgumentNullException.ThrowIfNull(key);
        var digest = DigestOf(key);
        if (FaultOf(caller, key, digest) is { } fault)
        {
            throw new ArgumentException($"The API key of '{caller}' {fault}.", nameof(key));
        }

        _keys.Add((caller, digest));
        return this;
    }

    internal static byte[] DigestOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    // What is told of a key must not be the key.
    private string? FaultOf(string caller, string key, byte[] digest) =>
        key.Length < MinKeyLength ? $"has {key.Length} characters; give it {MinKeyLength} or more, at best made by a generator of random numbers"
        : HeaderValue.FaultOf(key) is { } unfit ? unfit
        : _keys.Find(known => known.Digest.AsSpan().SequenceEqual(digest)) is { Caller: { } other } && other != caller
            ? $"is that of '{other}' too; give each caller a key of its own"
        : null;
}
