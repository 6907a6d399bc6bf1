namespace Handler.Server.Transports.Rest;

/// <summary>What a path of REST names (A2A 1.0, 11.3).</summary>
internal enum RestResource
{
    /// <summary><c>/message:send</c></summary>
    MessageSend,

    /// <summary><c>/message:stream</c></summary>
    MessageStream,

    /// <summary><c>/tasks</c></summary>
    Tasks,

    /// <summary><c>/tasks/{id}</c></summary>
    Task,

    /// <summary><c>/tasks/{id}:cancel</c></summary>
    TaskCancel,

    /// <summary><c>/tasks/{id}:subscribe</c></summary>
    TaskSubscribe,

    /// <summary><c>/tasks/{taskId}/pushNotificationConfigs</c></summary>
    PushConfigs,

    /// <summary><c>/tasks/{taskId}/pushNotificationConfigs/{id}</c></summary>
    PushConfig,

    /// <summary><c>/extendedAgentCard</c></summary>
    ExtendedCard,
}
