namespace Handler.Protocol.Legacy;

/// <summary>The JSON-RPC methods of the legacy dialect.</summary>
public static class LegacyMethods
{
    /// <summary><see cref="LegacyTaskSendParams"/> → <see cref="LegacyTask"/>.</summary>
    public const string TasksSend = "tasks/send";

    /// <summary><see cref="LegacyTaskSendParams"/> → a stream of <see cref="LegacyEvent"/>, whose responses have no id.</summary>
    public const string TasksSendSubscribe = "tasks/sendSubscribe";

    /// <summary><see cref="LegacyTaskIdParams"/> → a stream of <see cref="LegacyEvent"/>, the task first.</summary>
    public const string TasksResubscribe = "tasks/resubscribe";

    /// <summary><see cref="LegacyTaskIdParams"/> → <see cref="LegacyTask"/>.</summary>
    public const string TasksGet = "tasks/get";

    /// <summary>No params → a list of <see cref="LegacyTask"/>.</summary>
    public const string TasksList = "tasks/list";

    /// <summary><see cref="LegacyTaskIdParams"/> → <see cref="LegacyTask"/>.</summary>
    public const string TasksCancel = "tasks/cancel";

    /// <summary><see cref="LegacySetPushNotificationParams"/> → <see cref="LegacyTaskPushNotificationConfig"/>.</summary>
    public const string PushNotificationSet = "tasks/pushNotification/set";

    /// <summary><see cref="LegacyTaskIdParams"/> → <see cref="LegacyTaskPushNotificationConfig"/> or <c>null</c>.</summary>
    public const string PushNotificationGet = "tasks/pushNotification/get";

    /// <summary>No params → a list of <see cref="LegacyTaskPushNotificationConfig"/> over all tasks of the caller.</summary>
    public const string PushNotificationList = "tasks/pushNotification/list";

    /// <summary><see cref="LegacyTaskIdParams"/> → <c>null</c>.</summary>
    public const string PushNotificationDelete = "tasks/pushNotification/delete";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        TasksSend, TasksSendSubscribe, TasksResubscribe, TasksGet, TasksList, TasksCancel,
        PushNotificationSet, PushNotificationGet, PushNotificationList, PushNotificationDelete,
    ];
}
