using Microsoft.AspNetCore.Http;

namespace Handler.Receiver;

/// <summary>The headers of a push as they may be kept and shown.</summary>
internal static class HeaderMask
{
    private const string Masked = "***";

    // Old configs put credentials into a header of any name, so what sounds like a secret is taken for one.
    private static readonly string[] Suspicious =
        ["authorization", "cookie", "token", "secret", "key", "auth", "credential", "password", "session"];

    public static Dictionary<string, string> Mask(IHeaderDictionary headers)
    {
        var kept = new Dictionary<string, string>(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in headers)
        {
            kept[name] = IsSecret(name) ? Masked : values.ToString();
        }

        return kept;
    }

    private static bool IsSecret(string name) => Suspicious.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
