using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Handler.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Operations;

/// <summary>
/// The parameters of a list, as they stand in the query of its URL. One that is not known is refused: a filter that was misspelt would show what
/// was not asked for.
/// </summary>
internal sealed class OperationsQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;
    private const char Separator = '\0';

    private readonly IQueryCollection _query;

    public OperationsQuery(IQueryCollection query, params string[] known)
    {
        _query = query;
        string[] all = ["limit", "pageToken", .. known];
        if (query.Keys.FirstOrDefault(name => !all.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw OperationsRefusal.Invalid($"There is no parameter '{unknown}' here. There are: {string.Join(", ", all)}.");
        }
    }

    public int Limit => Text("limit") is not { } text ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit
        : throw Wrong("limit", text, $"a number from 1 to {MaxLimit}");

    public Guid? LaneToken => Text("pageToken") is not { } text ? null
        : Guid.TryParseExact(text, "N", out var lane) ? lane
        : throw WrongToken(text);

    public long? NumberToken => Text("pageToken") is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw WrongToken(text);

    public GateKey? GateToken => Text("pageToken") is { } text ? GateOf(text) ?? throw WrongToken(text) : null;

    /// <summary>The token of a page of gates that begins after this one.</summary>
    public static string TokenOf(GateKey gate) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{gate.Scope.Tenant}{Separator}{gate.Scope.Owner}{Separator}{gate.Origin}"));

    /// <summary>A value that stands once; null when it is not there, an empty one included: tenant and owner may be empty.</summary>
    public string? Text(string name) => _query[name] switch
    {
        [] => null,
        [{ } only] => only,
        _ => throw OperationsRefusal.Invalid($"The parameter '{name}' stands there more than once; give it once."),
    };

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw Wrong(name, other, "true or false"),
    };

    public Guid? Lane(string name) => Text(name) is not { } text ? null
        : Guid.TryParse(text, out var lane) ? lane
        : throw Wrong(name, text, "the id of a lane, 32 hexadecimal digits");

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : OperationsTime.Parse(text) ?? throw Wrong(name, text, "an RFC 3339 time, such as 2026-03-01T18:30:45Z");

    public T? Word<T>(string name, FrozenDictionary<T, string> words)
        where T : struct => Text(name) is not { } text ? null
        : OperationsWords.Find(words, text) ?? throw Wrong(name, text, $"one of {string.Join(", ", words.Values.Order(StringComparer.Ordinal))}");

    /// <summary>An origin, in whichever spelling a URL of it has.</summary>
    public string? Origin(string name) => Text(name) is { } text ? OriginOf(name, text) : null;

    /// <summary>The origin of a URL, as gates are keyed.</summary>
    public static string OriginOf(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? EndpointSealer.OriginOf(text)
            : throw Wrong(name, text, "the origin of a webhook, such as https://hooks.example");

    private static GateKey? GateOf(string token) =>
        Base64Url.IsValid(token) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Separator) is [var tenant, var owner, var origin]
            ? new GateKey(new OwnerScope(tenant, owner), origin)
            : null;

    private static OperationsRefusal Wrong(string name, string value, string expected) =>
        OperationsRefusal.Invalid($"The parameter '{name}' is '{value}'; give it {expected}.");

    private static OperationsRefusal WrongToken(string value) =>
        OperationsRefusal.Invalid($"The parameter 'pageToken' is '{value}', which is no nextPageToken of this list. Ask for the first page without one.");
}
