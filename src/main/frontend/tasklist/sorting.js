const ORDERS = [
  { text: '期限近的在前', by: 'dueDate', order: 'asc' },
  { text: '新到的在前', by: 'created', order: 'desc' },
  { text: '等得久的在前', by: 'created', order: 'asc' },
];

/** A choice of orders above the list. Tasklist keeps the order in the address, as `sorting`. */
export function mountSorting(node, scope) {
  const $location = window.angular.element(document.documentElement).injector().get('$location');
  const choice = document.createElement('select');
  choice.className = 'bangfu-sorting';
  choice.setAttribute('aria-label', '待办的排列次序');
  choice.append(...ORDERS.map(({ text }) => new Option(text)));

  const inAddress = () => {
    try {
      const [{ sortBy, sortOrder }] = JSON.parse($location.search().sorting);
      return ORDERS.findIndex(({ by, order }) => by === sortBy && order === sortOrder);
    } catch {
      return -1;
    }
  };
  const sort = (index) => {
    const { by, order } = ORDERS[index];
    $location.search('sorting', JSON.stringify([{ sortBy: by, sortOrder: order }]));
    $location.replace();
    scope.tasklistData.changed('taskListQuery');
  };
  choice.addEventListener('change', () => scope.$applyAsync(() => sort(choice.selectedIndex)));
  if (inAddress() < 0) {
    scope.$applyAsync(() => sort(0));
  }
  choice.selectedIndex = Math.max(inAddress(), 0);
  node.append(choice);
}
