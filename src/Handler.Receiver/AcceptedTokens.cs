using System.Security.Cryptography;
using System.Text;

namespace Handler.Receiver;

/// <summary>
/// A set of secrets, kept and compared as digests: of one length, and worthless to who reads the memory. A comparison takes the same
/// time whatever the value is, and however much of it is right.
/// </summary>
internal sealed class AcceptedTokens
{
    private readonly List<byte[]> _digests = [];

    public bool IsEmpty => _digests.Count == 0;

    public void Add(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        if (token.Any(char.IsControl) || token != token.Trim())
        {
            throw new ArgumentException(
                "The token begins or ends with a space or has a control character in it, such as the line break at the end of a file, which no header can carry; take that away.",
                nameof(token));
        }

        _digests.Add(Digest(token));
    }

    public bool Contains(string? value)
    {
        var digest = Digest(value ?? "");
        var found = false;
        foreach (var accepted in _digests)
        {
            // No early end: the time must not tell which of several tokens fits, or how many there are before it.
            found |= CryptographicOperations.FixedTimeEquals(accepted, digest);
        }

        return found;
    }

    private static byte[] Digest(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));
}
