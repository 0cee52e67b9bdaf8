package cn.bangfu.access;

import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.util.List;

/**
 * An account. A username is given once and never to anybody else; who leaves is disabled, not deleted.
 *
 * @param person the human being behind it: separation of duties looks at persons
 * @param name the person's name
 * @param posts those held now
 */
public record Officer(OfficerId id, PersonId person, String username, String name, boolean enabled, List<Post> posts) {

    public Officer {
        posts = List.copyOf(posts);
    }
}
