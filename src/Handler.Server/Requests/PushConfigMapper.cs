using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>Between a push config on the wire and the endpoint that is sealed and stored.</summary>
internal static class PushConfigMapper
{
    /// <summary>The endpoint that a request asks for. Empty texts are none.</summary>
    public static PushEndpoint ToEndpoint(PushRegistration asked) => ToEndpoint(asked.Config) with
    {
        // Of no meaning without an authentication to put there.
        HeaderName = asked.Config.Authentication is null ? null : NullIfEmpty(asked.HeaderName),
    };

    private static PushEndpoint ToEndpoint(TaskPushNotificationConfig config) => new()
    {
        Url = config.Url,
        Token = NullIfEmpty(config.Token),
        Authentication = config.Authentication is { } authentication
            ? new AuthenticationInfo { Scheme = authentication.Scheme, Credentials = NullIfEmpty(authentication.Credentials) }
            : null,
    };

    /// <summary>
    /// The endpoint with the credentials of the one it replaces, where it names the same scheme without any, over the same origin: a client
    /// that gets a config and sets it again must not lose what it cannot read.
    /// </summary>
    public static PushEndpoint Inherit(PushEndpoint asked, PushEndpoint? there) =>
        asked.Authentication is { Credentials: null } authentication
        && there?.Authentication is { Credentials: { } credentials } kept
        && string.Equals(authentication.Scheme, kept.Scheme, StringComparison.OrdinalIgnoreCase)
        && EndpointSealer.OriginOf(asked.Url) == EndpointSealer.OriginOf(there.Url)
            ? asked with { Authentication = authentication with { Credentials = credentials } }
            : asked;

    /// <summary>Whether two endpoints are the same in all that is sent.</summary>
    public static bool AreEqual(PushEndpoint one, PushEndpoint other) =>
        one.Url == other.Url
        && one.Token == other.Token
        && one.HeaderName == other.HeaderName
        && one.Authentication?.Scheme == other.Authentication?.Scheme
        && one.Authentication?.Credentials == other.Authentication?.Credentials;

    /// <summary>
    /// The config as its owner reads it: with the token, never with credentials; what cannot be read is left out, down to the origin.
    /// </summary>
    public static TaskPushNotificationConfig ToWire(StoredPushConfig stored, PushEndpoint? endpoint) => new()
    {
        Tenant = NullIfEmpty(stored.Task.Scope.Tenant),
        Id = stored.ConfigId,
        TaskId = stored.Task.TaskId,
        Url = endpoint?.Url ?? stored.Endpoint.Origin,
        Token = endpoint?.Token,
        Authentication = endpoint?.Authentication is { } authentication ? new AuthenticationInfo { Scheme = authentication.Scheme } : null,
    };

    /// <summary>The same with what 1.0 has no field for.</summary>
    public static PushRegistration ToRegistration(StoredPushConfig stored, PushEndpoint? endpoint, PushInclude include) => new()
    {
        Config = ToWire(stored, endpoint),
        HeaderName = endpoint?.HeaderName,
        Filter = EventMasks.FilterOf(include, stored.Format, stored.Lane.Mask),
        CollapseAbove = stored.Lane.CollapseAbove,
    };

    /// <summary>How many updates may wait for a config: by the same rule as <see cref="FilterFor"/>.</summary>
    public static int? CollapseFor(PushRegistration asked, StoredPushConfig? there) =>
        asked.SpeaksOfBacklog || there is null || EndpointSealer.OriginOf(asked.Config.Url) != there.Endpoint.Origin
            ? asked.CollapseAbove
            : there.Lane.CollapseAbove;

    /// <summary>
    /// The event filter of a config: what a client asks for who could say so, else that of the config which it replaces over the same origin. Another
    /// webhook must not miss what nobody asked to leave out.
    /// </summary>
    public static EventFilter? FilterFor(PushRegistration asked, StoredPushConfig? there, PushInclude include) =>
        asked.SpeaksOfEvents || there is null || EndpointSealer.OriginOf(asked.Config.Url) != there.Endpoint.Origin
            ? asked.Filter
            : EventMasks.FilterOf(include, there.Format, there.Lane.Mask);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
