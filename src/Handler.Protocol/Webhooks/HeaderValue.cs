using System.Buffers;

namespace Handler.Protocol.Webhooks;

/// <summary>What may be put into an HTTP header: visible ASCII and spaces within.</summary>
public static class HeaderValue
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)));

    /// <summary>The value can be sent and is received as it was sent.</summary>
    public static bool IsSafe(ReadOnlySpan<char> value) => FaultOf(value) is null;

    /// <summary>
    /// What is wrong with a value, told without the value itself, for it may be a secret; <c>null</c> when nothing is.
    /// Refused are CR, LF, NUL and other control characters, everything outside ASCII, and spaces at either end (receivers cut them off).
    /// </summary>
    public static string? FaultOf(ReadOnlySpan<char> value)
    {
        // CR and LF would begin another header in the webhook's request: what a client configures must not write them.
        var index = value.IndexOfAnyExcept(Allowed);
        if (index >= 0)
        {
            return $"has the character U+{(int)value[index]:X4} at position {index}; a header takes visible ASCII and spaces only";
        }

        return value is [' ', ..] or [.., ' '] ? "begins or ends with a space, which receivers cut off" : null;
    }
}
