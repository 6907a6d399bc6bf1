using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Handler.Protocol.Errors;

namespace Handler.Server.Requests;

/// <summary>A place in a list as an opaque text: base64url of a time in ticks and an id.</summary>
internal static class PageToken
{
    /// <summary>The token after an entry.</summary>
    public static string Write(DateTimeOffset time, string id) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks} {id}")));

    /// <summary>The entry that a token comes after; null when there is no token.</summary>
    /// <exception cref="A2AException">The token is none of ours.</exception>
    public static (DateTimeOffset Time, string Id)? Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        if (Base64Url.IsValid(token)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(' ', 2) is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value <= DateTimeOffset.MaxValue.Ticks)
        {
            return (new DateTimeOffset(value, TimeSpan.Zero), id);
        }

        throw A2AException.InvalidField(
            "pageToken", "is no token of this list. Give nextPageToken of the page before, as it was, or leave it out.");
    }
}
