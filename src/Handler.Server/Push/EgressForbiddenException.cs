namespace Handler.Server.Push;

/// <summary>Thrown inside the connection by <see cref="EgressGuard"/>; the classifier makes a result of it.</summary>
/// <param name="reason">Why, fit for people.</param>
/// <param name="urlForbidden">Whether the URL itself says the forbidden address, so that no look-up can lift it.</param>
internal sealed class EgressForbiddenException(string reason, bool urlForbidden) : Exception(reason)
{
    public bool UrlForbidden => urlForbidden;
}
