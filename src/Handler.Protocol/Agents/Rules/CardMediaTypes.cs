using System.Buffers;

namespace Handler.Protocol.Agents.Rules;

/// <summary>Media types in cards (RFC 9110, 8.3.1), wildcards among them. Pure.</summary>
internal static class CardMediaTypes
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Finds the elements that are no media type.</summary>
    public static void Check(IEnumerable<CardNode>? modes)
    {
        foreach (var mode in modes ?? [])
        {
            if (mode.AsText() is { } text && !IsMediaType(text))
            {
                mode.Fault($"must be a media type such as text/plain or application/json, found {mode.Shown}");
            }
        }
    }

    private static bool IsMediaType(string text)
    {
        var parts = text.Split(';');
        return parts[0].Trim().Split('/') is [var type, var subtype] && IsToken(type) && IsToken(subtype)
            && parts.Skip(1).All(parameter => parameter.Trim().Split('=', 2) is [var name, var value] && IsToken(name) && IsValue(value));
    }

    private static bool IsValue(string value) => IsToken(value) || (value is ['"', .., '"'] && value.Length > 1);

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Token);
}
