namespace Handler.Protocol.JsonRpc;

/// <summary>The JSON-RPC methods of A2A 1.0 (9.4).</summary>
public static class A2AMethods
{
    /// <summary><see cref="SendMessageRequest"/> → <see cref="SendMessageResponse"/>.</summary>
    public const string SendMessage = "SendMessage";

    /// <summary><see cref="SendMessageRequest"/> → a stream of <see cref="StreamResponse"/>.</summary>
    public const string SendStreamingMessage = "SendStreamingMessage";

    /// <summary><see cref="GetTaskRequest"/> → <see cref="AgentTask"/>.</summary>
    public const string GetTask = "GetTask";

    /// <summary><see cref="ListTasksRequest"/> → <see cref="ListTasksResponse"/>.</summary>
    public const string ListTasks = "ListTasks";

    /// <summary><see cref="CancelTaskRequest"/> → <see cref="AgentTask"/>.</summary>
    public const string CancelTask = "CancelTask";

    /// <summary><see cref="SubscribeToTaskRequest"/> → a stream of <see cref="StreamResponse"/>.</summary>
    public const string SubscribeToTask = "SubscribeToTask";

    /// <summary><see cref="TaskPushNotificationConfig"/> → the same, with its id.</summary>
    public const string CreateTaskPushNotificationConfig = "CreateTaskPushNotificationConfig";

    /// <summary><see cref="GetTaskPushNotificationConfigRequest"/> → <see cref="TaskPushNotificationConfig"/>.</summary>
    public const string GetTaskPushNotificationConfig = "GetTaskPushNotificationConfig";

    /// <summary><see cref="ListTaskPushNotificationConfigsRequest"/> → <see cref="ListTaskPushNotificationConfigsResponse"/>.</summary>
    public const string ListTaskPushNotificationConfigs = "ListTaskPushNotificationConfigs";

    /// <summary><see cref="DeleteTaskPushNotificationConfigRequest"/> → an empty object or <c>null</c>.</summary>
    public const string DeleteTaskPushNotificationConfig = "DeleteTaskPushNotificationConfig";

    /// <summary><see cref="GetExtendedAgentCardRequest"/> → <see cref="AgentCard"/>.</summary>
    public const string GetExtendedAgentCard = "GetExtendedAgentCard";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SendMessage, SendStreamingMessage, GetTask, ListTasks, CancelTask, SubscribeToTask,
        CreateTaskPushNotificationConfig, GetTaskPushNotificationConfig, ListTaskPushNotificationConfigs, DeleteTaskPushNotificationConfig,
        GetExtendedAgentCard,
    ];
}
