namespace Handler.Cli.Webhooks;

/// <summary>What the webhook server says when it listens. Pure.</summary>
internal static class PushServerText
{
    public static string Start(PushServerSettings settings, bool adminTokenIsMadeUp)
    {
        var url = $"http://{settings.Address.Authority}";
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
                ? (string[])[$"Listing and clearing need this token, made up for this run: Authorization: Bearer {settings.AdminToken}", ""]
                : [],
            $"Use this URL for push notifications: {url}/webhook",
            "",
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }
}
