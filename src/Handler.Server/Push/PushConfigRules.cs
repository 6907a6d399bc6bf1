using System.Buffers;
using System.Text;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.Webhooks;

namespace Handler.Server.Push;

/// <summary>
/// What a push config must be to be stored. Whatever could not be sent as it is, is refused here and never found out on the wire. No message
/// repeats a token, credentials, or the path of a URL.
/// </summary>
internal sealed class PushConfigRules(EgressPolicy policy, PushOptions options, PushMetrics? metrics = null)
{
    /// <summary>The longest config id.</summary>
    public const int MaxIdLength = 256;

    // The characters of a token (RFC 9110, 5.6.2): of schemes and of header names.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Checks a config that is to be stored as it is.</summary>
    /// <exception cref="A2AException">It breaks a rule (InvalidParams, with the field).</exception>
    public void Check(TaskPushNotificationConfig config)
    {
        CheckShape(config);
        CheckCredentialsThere(config.Authentication);
    }

    /// <summary>
    /// All of <see cref="Check"/> but whether credentials are there: for a config that may inherit them from the one that it replaces; that is
    /// known once the two have met, and then <see cref="CheckCredentialsThere"/> says the rest.
    /// </summary>
    /// <exception cref="A2AException">It breaks a rule.</exception>
    public void CheckShape(TaskPushNotificationConfig config)
    {
        CheckId(config.Id);
        // Here and not at each connection: a limit that was lowered must not strike what is stored.
        if (config.Url.Length > options.MaxUrlLength)
        {
            metrics?.Limited(PushLimit.UrlLength);
            throw A2AException.InvalidField(
                "url", $"The webhook's URL has {config.Url.Length} characters; at most {options.MaxUrlLength} are allowed. Shorten it.");
        }

        if (policy.CheckUrl(config.Url) is { IsAllowed: false, Reason: { } reason })
        {
            throw A2AException.InvalidField("url", reason);
        }

        CheckSecret("token", config.Token);
        if (config.Authentication is { } authentication)
        {
            CheckScheme(authentication.Scheme);
            CheckSecret("authentication.credentials", authentication.Credentials);
        }
    }

    /// <summary>
    /// Checks the header that a client chose for its authentication: none that frames the request, belongs to the connection, or that the agent
    /// sends itself.
    /// </summary>
    /// <exception cref="A2AException">It is such a one, or no name of a header.</exception>
    public static void CheckHeaderName(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        if (name.Length > MaxIdLength || name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw A2AException.InvalidField("headerName", $"'{Show(name)}' is not the name of a header. Give one, such as Authorization or X-API-Key.");
        }

        if (WebhookHeader.IsReserved(name))
        {
            throw A2AException.InvalidField("headerName", $"'{Show(name)}' is a header that the request itself needs. Give another, such as X-API-Key.");
        }
    }

    /// <summary>Checks that the scheme has the credentials that it needs.</summary>
    /// <exception cref="A2AException">It has not.</exception>
    public static void CheckCredentialsThere(AuthenticationInfo? authentication)
    {
        if (authentication is { Credentials: null or "" } && IsScheme(authentication.Scheme, "bearer"))
        {
            throw A2AException.InvalidField(
                "authentication.credentials",
                $"is empty, and the scheme '{authentication.Scheme}' without credentials asks for signed notifications, which this agent does not make. " +
                "Give the token to be sent as credentials, or use the config's token (X-A2A-Notification-Token).");
        }
    }

    private static void CheckId(string? id)
    {
        if (id is { Length: > MaxIdLength })
        {
            throw A2AException.InvalidField("id", $"has {id.Length} characters; at most {MaxIdLength} are allowed. Choose a shorter one, or leave it out.");
        }

        if (id is not null && !HeaderValue.IsSafe(id))
        {
            throw A2AException.InvalidField("id", "has a character that is not visible ASCII, or a space at an end. Choose one without, or leave it out.");
        }

        if (id is "." or "..")
        {
            // Such segments are taken out of paths on their way, percent-encoded too: over REST it could be neither read nor deleted.
            throw A2AException.InvalidField("id", $"is '{id}', which no path can name. Choose another, or leave it out.");
        }
    }

    private void CheckSecret(string field, string? secret)
    {
        if (secret is not null && Encoding.UTF8.GetByteCount(secret) is var bytes && bytes > options.MaxSecretBytes)
        {
            metrics?.Limited(PushLimit.SecretBytes);
            throw A2AException.InvalidField(field, $"has {bytes} bytes; at most {options.MaxSecretBytes} are allowed. Use a shorter one.");
        }

        if (secret is not null && HeaderValue.FaultOf(secret) is { } fault)
        {
            throw A2AException.InvalidField(field, $"{fault}. It is sent as a header: use one without, or encode it (Base64).");
        }
    }

    private static void CheckScheme(string scheme)
    {
        if (string.IsNullOrEmpty(scheme) || scheme.Length > MaxIdLength || scheme.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw A2AException.InvalidField(
                "authentication.scheme", $"'{Show(scheme)}' is not an HTTP authentication scheme. Give one word, such as Bearer or Basic.");
        }

        if (IsScheme(scheme, "standard-webhooks"))
        {
            throw A2AException.InvalidField(
                "authentication.scheme",
                $"'{scheme}' asks for signed notifications, which this agent does not make. " +
                "Use Bearer or Basic with credentials, or the config's token (X-A2A-Notification-Token).");
        }
    }

    private static bool IsScheme(string scheme, string name) => string.Equals(scheme, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A scheme that is none may hold anything, a misplaced secret among it: its beginning is shown, and only what is visible.</summary>
    private static string Show(string? scheme)
    {
        const int Shown = 12;
        var visible = new string([.. (scheme ?? "").Take(Shown).Select(c => c is >= ' ' and <= '~' ? c : '?')]);
        return scheme is { Length: > Shown } ? visible + "…" : visible;
    }
}
