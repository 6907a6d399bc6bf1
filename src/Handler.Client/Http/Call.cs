namespace Handler.Client.Http;

/// <summary>What is being done and where: the beginning of every error message.</summary>
/// <param name="Operation">The operation's name in the specification, or a word for what has none.</param>
/// <param name="Url">Where the request goes; <c>null</c> when there is none.</param>
internal readonly record struct Call(string Operation, Uri? Url)
{
    /// <summary>How far the operation's stream has come, where it has one.</summary>
    public StreamProgress Progress { get; init; }

    public override string ToString() => Url is null ? Operation : $"{Operation} at {Shown(Url)}";

    /// <summary>User information and query may hold secrets, so messages do without them.</summary>
    public static string Shown(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
