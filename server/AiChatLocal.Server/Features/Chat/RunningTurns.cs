using AiChatLocal.Core;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>What runs in each chat: one thing at a time, of which a question may have any number of answers at once.</summary>
internal sealed class RunningTurns(TimeProvider time)
{
    private readonly TimeProvider _time = time;
    private readonly Lock _gate = new();
    private readonly Dictionary<EntityId, Running> _chats = [];

    /// <summary>Enters a chat in which nothing runs. Throws when something does.</summary>
    public Turn Enter(EntityId chatId)
    {
        lock (_gate)
        {
            return _chats.ContainsKey(chatId) ? throw ChatErrors.Busy() : Hold(chatId);
        }
    }

    /// <summary>Enters a chat in which nothing runs, or only answers to the question that a message names.</summary>
    public Turn Join(EntityId chatId, EntityId messageId)
    {
        lock (_gate)
        {
            if (_chats.TryGetValue(chatId, out var running) && !running.Names.Contains(messageId))
            {
                throw ChatErrors.Busy();
            }

            var turn = Hold(chatId);
            _chats[chatId].Names.Add(messageId);
            return turn;
        }
    }

    private Turn Hold(EntityId chatId)
    {
        var isBeside = _chats.TryGetValue(chatId, out var running);
        _chats[chatId] = running ??= new();
        running.Answers++;
        return new(this, chatId, running, isBeside);
    }

    internal sealed class Running
    {
        /// <summary>By which it can be joined.</summary>
        public HashSet<EntityId> Names { get; } = [];

        public int Answers { get; set; }

        public EntityId LastReply { get; set; }

        public TurnPlan? Plan { get; set; }
    }

    /// <summary>One of the things that run in a chat, until it is disposed of.</summary>
    /// <param name="isBeside">Whether another answer to the question ran already.</param>
    internal sealed class Turn(RunningTurns all, EntityId chatId, Running running, bool isBeside) : IDisposable
    {
        public bool IsBeside => isBeside;

        /// <summary>How the question is asked, for who joins: it may not be written yet. Null until that is known.</summary>
        public TurnPlan? Plan
        {
            get
            {
                lock (all._gate)
                {
                    return running.Plan;
                }
            }
        }

        /// <summary>Others may answer the question, too.</summary>
        public void Share(TurnPlan plan)
        {
            lock (all._gate)
            {
                running.Plan ??= plan;
                running.Names.Add(plan.History[^1].Id);
            }
        }

        /// <summary>For an answer. Those to one question sort in the order in which they were asked for, however fast that was.</summary>
        public EntityId NewReplyId()
        {
            lock (all._gate)
            {
                var id = EntityId.New(all._time);
                return running.LastReply = id > running.LastReply ? id : new(running.LastReply.Value + 1);
            }
        }

        public void Dispose()
        {
            lock (all._gate)
            {
                if (--running.Answers == 0)
                {
                    all._chats.Remove(chatId);
                }
            }
        }
    }
}
