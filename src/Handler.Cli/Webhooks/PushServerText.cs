namespace Handler.Cli.Webhooks;

/// <summary>What the webhook server says when it listens. Pure.</summary>
internal static class PushServerText
{
    public static string Start(PushServerSettings settings, bool adminTokenIsMadeUp, string machine)
    {
        var url = settings.Address.LocalUrl;
        string[] lines =
        [
            "",
            $"Starting webhook server on {settings.Address.Authority}",
            .. settings.Token is null ? (string[])[] : ["Deliveries must carry the configured notification token"],
            "",
            "Endpoints:",
            $"  POST {url}/webhook - Receive notifications",
            $"  GET  {url}/webhook - Validation check",
            $"  GET  {url}/notifications - List received",
            $"  POST {url}/notifications/clear - Clear stored",
            "",
            .. adminTokenIsMadeUp
                ? (string[])[AdminToken(settings), ""]
                : [],
            $"Use this URL for push notifications: {url}/webhook",
            .. settings.Address.IsAny ? (string[])[$"From another machine: http://{machine}:{settings.Address.Port}/webhook"] : [],
            "",
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>A token that was made up, told once.</summary>
    public static string AdminToken(PushServerSettings settings) =>
        $"Listing and clearing need this token, made up for this run: Authorization: Bearer {settings.AdminToken}";
}
