namespace Handler.Protocol.V03;

/// <summary>The JSON-RPC methods of A2A 0.3 (7). Those of 0.2 are among them.</summary>
public static class V03Methods
{
    /// <summary><see cref="V03MessageSendParams"/> → <see cref="V03Task"/> or <see cref="V03Message"/>.</summary>
    public const string MessageSend = "message/send";

    /// <summary><see cref="V03MessageSendParams"/> → a stream of <see cref="V03Event"/>.</summary>
    public const string MessageStream = "message/stream";

    /// <summary><see cref="V03TaskQueryParams"/> → <see cref="V03Task"/>.</summary>
    public const string TasksGet = "tasks/get";

    /// <summary><see cref="V03TaskIdParams"/> → <see cref="V03Task"/>.</summary>
    public const string TasksCancel = "tasks/cancel";

    /// <summary><see cref="V03TaskIdParams"/> → a stream of <see cref="V03Event"/>.</summary>
    public const string TasksResubscribe = "tasks/resubscribe";

    /// <summary><see cref="V03TaskPushNotificationConfig"/> → the same.</summary>
    public const string PushNotificationConfigSet = "tasks/pushNotificationConfig/set";

    /// <summary><see cref="V03GetTaskPushNotificationConfigParams"/> → <see cref="V03TaskPushNotificationConfig"/>.</summary>
    public const string PushNotificationConfigGet = "tasks/pushNotificationConfig/get";

    /// <summary><see cref="V03TaskIdParams"/> → a list of <see cref="V03TaskPushNotificationConfig"/>.</summary>
    public const string PushNotificationConfigList = "tasks/pushNotificationConfig/list";

    /// <summary><see cref="V03DeleteTaskPushNotificationConfigParams"/> → <c>null</c>.</summary>
    public const string PushNotificationConfigDelete = "tasks/pushNotificationConfig/delete";

    /// <summary>No params → <see cref="V03AgentCard"/>.</summary>
    public const string GetAuthenticatedExtendedCard = "agent/getAuthenticatedExtendedCard";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MessageSend, MessageStream, TasksGet, TasksCancel, TasksResubscribe,
        PushNotificationConfigSet, PushNotificationConfigGet, PushNotificationConfigList, PushNotificationConfigDelete,
        GetAuthenticatedExtendedCard,
    ];
}
