namespace Handler.Protocol.Agents.Rules;

/// <summary>What kind of fault a card has at one place.</summary>
public enum AgentCardIssueType
{
    /// <summary>The text is no JSON, or JSON that readers take differently, such as a name that is there twice.</summary>
    Malformed,

    /// <summary>A required member is not there.</summary>
    Missing,

    /// <summary>The value is of another JSON type than the specification says.</summary>
    WrongType,

    /// <summary>The value has the right type and may not be what it is.</summary>
    InvalidValue,
}
