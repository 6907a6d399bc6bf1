using Handler.Protocol.Errors;

namespace Handler.Protocol.V03;

public static partial class V03Mapper
{
    /// <summary>A message to be sent. <c>blocking</c> is always written, because agents of 0.3 differ in what its absence means.</summary>
    public static V03MessageSendParams FromV1(SendMessageRequest request) => V03Json.Codec.Carry(request, new V03MessageSendParams
    {
        Message = FromV1(request.Message),
        Configuration = FromV1(request.Configuration ?? new SendMessageConfiguration()),
        Metadata = request.Metadata,
    });

    /// <summary>A message that was sent.</summary>
    public static SendMessageRequest ToV1(V03MessageSendParams request) => A2AJson.Codec.Carry(request, new SendMessageRequest
    {
        Message = ToV1(request.Message),
        Configuration = request.Configuration is { } configuration ? ToV1(configuration) : null,
        Metadata = request.Metadata,
    });

    /// <summary>How a message is to be answered.</summary>
    public static V03MessageSendConfiguration FromV1(SendMessageConfiguration configuration) =>
        V03Json.Codec.Carry(configuration, new V03MessageSendConfiguration
        {
            // Required by 0.2, where empty means any as well.
            AcceptedOutputModes = configuration.AcceptedOutputModes ?? [],
            HistoryLength = configuration.HistoryLength,
            PushNotificationConfig = configuration.TaskPushNotificationConfig is { } config ? FromV1(config).PushNotificationConfig : null,
            Blocking = !configuration.ReturnImmediately,
        });

    /// <summary>How a message is to be answered; <c>blocking</c> left out means blocking.</summary>
    public static SendMessageConfiguration ToV1(V03MessageSendConfiguration configuration) =>
        A2AJson.Codec.Carry(configuration, new SendMessageConfiguration
        {
            AcceptedOutputModes = configuration.AcceptedOutputModes is { Count: > 0 } modes ? modes : null,
            HistoryLength = configuration.HistoryLength,
            TaskPushNotificationConfig = configuration.PushNotificationConfig is { } config ? ToV1(config, taskId: null) : null,
            ReturnImmediately = configuration.Blocking == false,
        });

    /// <summary>The answer to a message.</summary>
    /// <exception cref="ArgumentException">The answer has no member set.</exception>
    public static V03Event FromV1(SendMessageResponse response) => response switch
    {
        { Task: { } task } => FromV1(task),
        { Message: { } message } => FromV1(message),
        _ => throw new ArgumentException("The answer has no member set.", nameof(response)),
    };

    /// <summary>The answer to a message.</summary>
    /// <exception cref="A2AException">InvalidAgentResponse: it is an update, which is no answer.</exception>
    public static SendMessageResponse ToSendMessageResponse(V03Event response) => response switch
    {
        V03Task task => SendMessageResponse.Of(ToV1(task)),
        V03Message message => SendMessageResponse.Of(ToV1(message)),
        _ => throw A2AException.InvalidAgentResponse($"The agent answered a message by '{response.Kind}'; a task or a message was expected."),
    };

    /// <summary>A query for a task.</summary>
    public static V03TaskQueryParams FromV1(GetTaskRequest request) =>
        V03Json.Codec.Carry(request, new V03TaskQueryParams { Id = request.Id, HistoryLength = request.HistoryLength });

    /// <summary>A query for a task. Its metadata is lost.</summary>
    public static GetTaskRequest ToV1(V03TaskQueryParams request) =>
        A2AJson.Codec.Carry(request, new GetTaskRequest { Id = request.Id, HistoryLength = request.HistoryLength });

    /// <summary>A call to cancel a task.</summary>
    public static V03TaskIdParams FromV1(CancelTaskRequest request) =>
        V03Json.Codec.Carry(request, new V03TaskIdParams { Id = request.Id, Metadata = request.Metadata });

    /// <summary>A call to cancel a task.</summary>
    public static CancelTaskRequest ToCancelTaskRequest(V03TaskIdParams request) =>
        A2AJson.Codec.Carry(request, new CancelTaskRequest { Id = request.Id, Metadata = request.Metadata });

    /// <summary>A call to follow a task.</summary>
    public static V03TaskIdParams FromV1(SubscribeToTaskRequest request) =>
        V03Json.Codec.Carry(request, new V03TaskIdParams { Id = request.Id });

    /// <summary>A call to follow a task. Its metadata is lost.</summary>
    public static SubscribeToTaskRequest ToSubscribeToTaskRequest(V03TaskIdParams request) =>
        A2AJson.Codec.Carry(request, new SubscribeToTaskRequest { Id = request.Id });
}
