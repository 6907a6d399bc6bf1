using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Server.Requests;

/// <summary>What a message must be. What JSON alone can tell (missing fields, empty lists, unions) was refused on reading.</summary>
internal static class MessageRules
{
    /// <summary>The longest id that a client may make up.</summary>
    public const int MaxIdLength = 256;

    /// <summary>The most tasks that a message may refer to: each is read where the agent asks for them.</summary>
    public const int MaxReferences = 100;

    /// <summary>Refuses what breaks a rule.</summary>
    /// <exception cref="A2AException">InvalidParams, with the field.</exception>
    public static void Check(SendMessageRequest request)
    {
        var message = request.Message;
        CheckId("message.messageId", message.MessageId, required: true);
        CheckId("message.contextId", message.ContextId, required: false);
        CheckId("message.taskId", message.TaskId, required: false);
        if (message.Role != Role.User)
        {
            throw A2AException.InvalidField("message.role", $"{WhatIs(message.Role)}; a message to an agent has the role of the user (ROLE_USER, in older dialects user).");
        }

        if (message.Parts.Count == 0)
        {
            throw A2AException.InvalidField("message.parts", "is empty; a message has at least one part.");
        }

        CheckReferences(message.ReferenceTaskIds ?? []);
        CheckHistoryLength("configuration.historyLength", request.Configuration?.HistoryLength);
    }

    /// <summary>Refuses a negative length.</summary>
    public static void CheckHistoryLength(string field, int? length)
    {
        if (length < 0)
        {
            throw A2AException.InvalidField(
                field, $"is {length}; give 0 for no history, a positive number for at most so many messages, or leave it out.");
        }
    }

    /// <summary>The page size to use.</summary>
    public static int PageSize(int? asked)
    {
        const int Default = 50;
        const int Most = 100;
        return asked is < 1 or > Most
            ? throw A2AException.InvalidField("pageSize", $"is {asked}; it must be 1 to {Most}, {Default} when left out.")
            : asked ?? Default;
    }

    /// <summary>Refuses an id that is empty.</summary>
    public static void RequireId(string field, string? id) => CheckId(field, id, required: true);

    private static void CheckId(string field, string? id, bool required)
    {
        if (required && string.IsNullOrEmpty(id))
        {
            throw A2AException.InvalidField(field, "is empty; it is required.");
        }

        if (id is { Length: > MaxIdLength })
        {
            throw A2AException.InvalidField(field, $"has {id.Length} characters; at most {MaxIdLength} are allowed.");
        }
    }

    // Whether there are such tasks is not asked: they are a hint to the agent, and who may not read a task learns nothing of it.
    private static void CheckReferences(IReadOnlyList<string> ids)
    {
        const string Field = "message.referenceTaskIds";
        if (ids.Count > MaxReferences)
        {
            throw A2AException.InvalidField(Field, $"has {ids.Count} ids; at most {MaxReferences} are allowed.");
        }

        foreach (var id in ids)
        {
            CheckId(Field, id, required: false);
        }
    }

    private static string WhatIs(Role role) => role == Role.Agent ? "is that of the agent" : "says nothing";
}
