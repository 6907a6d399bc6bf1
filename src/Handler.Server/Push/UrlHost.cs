using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Handler.Server.Push;

/// <summary>
/// The host of a URL, read as everything that could dial it might read it: every spelling of an address ends as that address.
/// </summary>
/// <param name="Name">Lower case, without trailing dot and brackets.</param>
/// <param name="Address">The address that the name spells; null when it is to be looked up.</param>
internal readonly record struct UrlHost(string Name, IPAddress? Address)
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary><c>localhost</c> and all below it (RFC 6761): loopback by name.</summary>
    public bool IsLocalhost => Name == "localhost" || Name.EndsWith(".localhost", StringComparison.Ordinal);

    /// <summary>Reads the host between userinfo and port, ASCII; null when it is none.</summary>
    public static UrlHost? Parse(ReadOnlySpan<char> text)
    {
        if (text is ['[', .. var inner, ']'])
        {
            return IPAddress.TryParse(inner, out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6 && !inner.Contains('%')
                ? new UrlHost(v6.ToString(), v6)
                : null;
        }

        var name = (text is [.. var stem, '.'] ? stem : text).ToString().ToLowerInvariant();
        if (!IsDotted(name))
        {
            return null;
        }

        if (!EndsInNumber(name))
        {
            return new UrlHost(name, null);
        }

        // What ends in a number is an IPv4 address in one of its spellings (octal, hexadecimal, fewer parts) or nothing at all.
        return IPAddress.TryParse(name, out var v4) && v4.AddressFamily == AddressFamily.InterNetwork ? new UrlHost(name, v4) : null;
    }

    private static bool IsDotted(string name)
    {
        if (name.Length is 0 or > 253)
        {
            return false;
        }

        foreach (var label in name.AsSpan().Split('.'))
        {
            var part = name.AsSpan(label);
            if (part.Length is 0 or > 63 || part.ContainsAnyExcept(NameCharacters))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EndsInNumber(string name)
    {
        var last = name.AsSpan(name.LastIndexOf('.') + 1);
        return last is ['0', 'x', .. var hex] ? !hex.ContainsAnyExcept(HexDigits) : !last.ContainsAnyExceptInRange('0', '9');
    }
}
