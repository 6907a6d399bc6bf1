using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Handler.Protocol.Errors;

namespace Handler.Server.Requests;

/// <summary>
/// A place in a list as an opaque text: base64url of a mark of the list, a mark of the place, and the place: a time in ticks and an id. A list is
/// told by what its entries are and what it leaves out, so that a token is not taken for a place in another; the place has a mark, so that a
/// token that was changed on its way is not taken for another place.
/// </summary>
internal static class PageToken
{
    private const int MarkBytes = 4;

    /// <summary>The token after an entry of a list.</summary>
    public static string Write(string list, DateTimeOffset time, string id)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks} {id}");
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{MarkOf(list)} {MarkOf(place)} {place}"));
    }

    /// <summary>The entry that a token comes after; null when there is no token.</summary>
    /// <exception cref="A2AException">The token is none of ours, or of another list.</exception>
    public static (DateTimeOffset Time, string Id)? Read(string list, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        if (!Base64Url.IsValid(token)
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(' ', 4) is not [{ Length: 2 * MarkBytes } mark, var placeMark, var ticks, var id]
            || placeMark != MarkOf($"{ticks} {id}")
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value > DateTimeOffset.MaxValue.Ticks)
        {
            throw A2AException.InvalidField(
                "pageToken", "is no token of this list. Give nextPageToken of the page before, as it was, or leave it out.");
        }

        return mark == MarkOf(list)
            ? (new DateTimeOffset(value, TimeSpan.Zero), id)
            : throw A2AException.InvalidField(
                "pageToken", "is of another list. Ask for its pages by the same filters, or leave the token out to begin anew.");
    }

    private static string MarkOf(string list) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, MarkBytes));
}
